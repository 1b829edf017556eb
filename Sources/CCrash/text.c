#include "text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char digits[] = "0123456789abcdef";

void text_add_bytes(struct text *text, const void *bytes, size_t count) {
    size_t room = text->capacity - text->length;
    if (count > room) count = room;
    memcpy(text->bytes + text->length, bytes, count);
    text->length += count;
}

void text_add(struct text *text, const char *string) {
    text_add_bytes(text, string, strlen(string));
}

static void add_number(struct text *text, uint64_t number, unsigned base, unsigned width) {
    char reversed[64];
    unsigned count = 0;
    while (number > 0 || count < width) {
        reversed[count++] = digits[number % base];
        number /= base;
    }
    while (count > 0) text_add_bytes(text, &reversed[--count], 1);
}

void text_add_decimal(struct text *text, uint64_t number) {
    add_number(text, number, 10, 1);
}

void text_add_address(struct text *text, uintptr_t address) {
    text_add(text, "0x");
    add_number(text, address, 16, 1);
}

void text_add_hexadecimal(struct text *text, const uint8_t *bytes, size_t count) {
    for (size_t index = 0; index < count; index++) add_number(text, bytes[index], 16, 2);
}

void text_write(const struct text *text, int descriptor) {
    size_t written = 0;
    while (written < text->length) {
        ssize_t count = write(descriptor, text->bytes + written, text->length - written);
        if (count < 0 && errno != EINTR) return;
        if (count > 0) written += (size_t)count;
    }
}
