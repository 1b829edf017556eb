#ifndef PERDURE_REPORT_H
#define PERDURE_REPORT_H

#include "text.h"

#include <stdint.h>

/// Notes where the Runtime API listens; not safe in a signal handler.
void report_prepare(const char *address, uint16_t port, const char *host);

/// Tells the Runtime API of the crash, for each invocation or initialisation that it ends, and waits a
/// moment for the answers. `body` is the error as JSON. Safe in a signal handler.
void report_send(const struct text *body);

#endif
