#define _GNU_SOURCE
#include "report.h"
#include "slots.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_storage runtime_api;
static socklen_t runtime_api_length;
static char host_field[300];

void report_prepare(const char *address, uint16_t port, const char *host) {
    struct sockaddr_in *v4 = (struct sockaddr_in *)&runtime_api;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&runtime_api;
    if (strlen(host) >= sizeof host_field) return;
    strcpy(host_field, host);
    if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        runtime_api_length = sizeof *v4;
    } else if (inet_pton(AF_INET6, address, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        runtime_api_length = sizeof *v6;
    }
}

static const int patience_milliseconds = 1000;

static bool is_ready(int descriptor, short event) {
    struct pollfd polled = {.fd = descriptor, .events = event};
    return poll(&polled, 1, patience_milliseconds) == 1;
}

static int connect_to_runtime_api(void) {
    int type = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK;
    int descriptor = socket(runtime_api.ss_family, type, 0);
    if (descriptor < 0) return -1;
    const struct sockaddr *address = (const struct sockaddr *)&runtime_api;
    if (connect(descriptor, address, runtime_api_length) == 0) return descriptor;
    if (errno == EINPROGRESS && is_ready(descriptor, POLLOUT)) return descriptor;
    close(descriptor);
    return -1;
}

static bool send_all(int descriptor, const struct text *text) {
    size_t sent = 0;
    while (sent < text->length) {
        ssize_t count = send(descriptor, text->bytes + sent, text->length - sent, MSG_NOSIGNAL);
        if (count > 0) sent += (size_t)count;
        else if (errno == EAGAIN && is_ready(descriptor, POLLOUT)) continue;
        else if (errno != EINTR) return false;
    }
    return true;
}

// Source: "Invocation error" and "Initialization error" in "Using the Lambda runtime API".
static void add_head(struct text *head, const perdure_crash_slot *slot, enum slot_state state, size_t length) {
    text_add(head, "POST /2018-06-01/runtime/");
    if (state == SLOT_COVERS_INITIALIZATION) {
        text_add(head, "init/error");
    } else {
        text_add(head, "invocation/");
        text_add_bytes(head, slot->request, slot->request_length);
        text_add(head, "/error");
    }
    text_add(head, " HTTP/1.1\r\nHost: ");
    text_add(head, host_field);
    text_add(head, "\r\nConnection: close\r\nUser-Agent: " PERDURE_USER_AGENT "\r\nContent-Type: application/json\r\n"
                   "Lambda-Runtime-Function-Error-Type: Runtime.Crash\r\n");
    if (state == SLOT_COVERS_INVOCATION && slot->attempt_length > 0) {
        text_add(head, "Lambda-Runtime-Invocation-Id: ");
        text_add_bytes(head, slot->attempt, slot->attempt_length);
        text_add(head, "\r\n");
    }
    text_add(head, "Content-Length: ");
    text_add_decimal(head, length);
    text_add(head, "\r\n\r\n");
}

/// Whether the Runtime API answered with a status of success.
static bool is_accepted(int descriptor) {
    char status[sizeof "HTTP/1.1 2" - 1];
    return is_ready(descriptor, POLLIN)
        && recv(descriptor, status, sizeof status, 0) == sizeof status
        && status[sizeof status - 1] == '2';
}

static bool send_for(const perdure_crash_slot *slot, enum slot_state state, const struct text *body) {
    static char buffer[2048];
    struct text head = TEXT(buffer);
    add_head(&head, slot, state, body->length);
    int descriptor = connect_to_runtime_api();
    if (descriptor < 0) return false;
    bool is_sent = send_all(descriptor, &head) && send_all(descriptor, body) && is_accepted(descriptor);
    close(descriptor);
    return is_sent;
}

static void log_failure(void) {
    static char buffer[100];
    struct text line = TEXT(buffer);
    text_add(&line, "perdure: the Runtime API did not take the report of the crash\n");
    text_write(&line, STDERR_FILENO);
}

void report_send(const struct text *body) {
    for (const perdure_crash_slot *slot = perdure_crash_first_slot(); slot != NULL; slot = slot->next) {
        enum slot_state state = atomic_load_explicit(&slot->state, memory_order_acquire);
        if (state != SLOT_COVERS_INVOCATION && state != SLOT_COVERS_INITIALIZATION) continue;
        if (!send_for(slot, state, body)) log_failure();
    }
}
