// Both ends of the floor: `aws-floor stub` answers every request at once and prints its port;
// `aws-floor put|get PORT COUNT` sends the bytes of our requests, prepared, over one kept connection.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char *const item =
    "{\"Item\":{\"PK\":{\"S\":\"execution#1234\"},\"SK\":{\"S\":\"LOG#00000042\"},\"n\":{\"N\":\"7\"},\"payload\":"
    "{\"S\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}},"
    "\"ConsumedCapacity\":{\"TableName\":\"executions\",\"CapacityUnits\":1.0}}";
static const char *const written = "{\"ConsumedCapacity\":{\"TableName\":\"executions\",\"CapacityUnits\":1.0}}";

static long body_length(const char *head) {
    const char *field = strcasestr(head, "\r\ncontent-length:");
    return field ? atol(field + 17) : 0;
}

// Reads one message; returns 0 at the connection's end.
static size_t read_message(int fd, char *buffer, size_t capacity) {
    size_t length = 0;
    for (;;) {
        ssize_t got = read(fd, buffer + length, capacity - 1 - length);
        if (got <= 0) return 0;
        length += got;
        buffer[length] = 0;
        char *end = strstr(buffer, "\r\n\r\n");
        if (end && length >= (size_t)(end + 4 - buffer) + body_length(buffer)) return length;
    }
}

static void *serve(void *argument) {
    int fd = (int)(long)argument;
    char request[16384], answer[1024];
    while (read_message(fd, request, sizeof request)) {
        const char *body = strcasestr(request, "DynamoDB_20120810.GetItem") ? item : written;
        int length = snprintf(answer, sizeof answer,
                              "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\n"
                              "x-amzn-RequestId: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123\r\n"
                              "Content-Length: %zu\r\n\r\n%s", strlen(body), body);
        if (write(fd, answer, length) != length) break;
    }
    close(fd);
    return NULL;
}

static int stub(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int on = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 16)) return 1;
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) return 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, (void *)(long)fd)) return 1;
        pthread_detach(thread);
    }
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static double processor(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 + u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

static int client(const char *operation, int port, int count) {
    char request[2048], body[512], answer[4096], padding[201];
    memset(padding, 'x', 200);
    padding[200] = 0;
    int is_get = strcmp(operation, "get") == 0;
    const char *key = "\"PK\":{\"S\":\"execution#1234\"},\"SK\":{\"S\":\"LOG#00000042\"}";
    if (is_get) snprintf(body, sizeof body,
        "{\"TableName\":\"executions\",\"Key\":{%s},\"ConsistentRead\":true,\"ReturnConsumedCapacity\":\"TOTAL\"}", key);
    else snprintf(body, sizeof body,
        "{\"TableName\":\"executions\",\"Item\":{%s,\"payload\":{\"S\":\"%s\"},\"n\":{\"N\":\"7\"}},"
        "\"ConditionExpression\":\"attribute_not_exists(SK)\",\"ReturnConsumedCapacity\":\"TOTAL\"}", key, padding);
    int length = snprintf(request, sizeof request,
        "POST / HTTP/1.1\r\nContent-Type: application/x-amz-json-1.0\r\n"
        "X-Amz-Target: DynamoDB_20120810.%sItem\r\nHost: 127.0.0.1:%d\r\nX-Amz-Date: 20150830T123600Z\r\nAuthorization: AWS4-HMAC-SHA256 "
        "Credential=AKIDEXAMPLE/20150830/us-east-1/dynamodb/aws4_request, SignedHeaders=content-type;host;"
        "x-amz-date;x-amz-target, Signature=%.64s\r\nContent-Length: %zu\r\n\r\n%s",
        is_get ? "Get" : "Put", port, padding, strlen(body), body);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) return 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    double start = 0, processor_start = 0;
    for (int i = -count / 10; i < count; i++) {
        if (i == 0) { start = now(); processor_start = processor(); }
        if (write(fd, request, length) != length || !read_message(fd, answer, sizeof answer)) return 1;
    }
    printf("%f %f\n", (now() - start) / count, (processor() - processor_start) / count);
    return 0;
}

int main(int count, char **arguments) {
    if (count == 2) return stub();
    return count == 4 ? client(arguments[1], atoi(arguments[2]), atoi(arguments[3])) : 2;
}
