#ifndef PERDURE_TEXT_H
#define PERDURE_TEXT_H

#include <stddef.h>
#include <stdint.h>

/// Text in a buffer of fixed size, cut where it does not fit. Safe in a signal handler.
struct text {
    char *bytes;
    size_t capacity;
    size_t length;
};

#define TEXT(buffer) {.bytes = (buffer), .capacity = sizeof(buffer)}

void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const void *bytes, size_t count);
void text_add_decimal(struct text *text, uint64_t number);
/// `0x` and the digits.
void text_add_address(struct text *text, uintptr_t address);
void text_add_hexadecimal(struct text *text, const uint8_t *bytes, size_t count);

/// Writes all of it to a descriptor that may block.
void text_write(const struct text *text, int descriptor);

#endif
