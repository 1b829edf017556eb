#ifndef PERDURE_MODULES_H
#define PERDURE_MODULES_H

#include <stddef.h>
#include <stdint.h>

/// A file whose code is in memory.
struct module {
    const char *name;
    /// What to subtract from an address in memory to have the address in the file.
    uintptr_t bias;
    uintptr_t code_start;
    uintptr_t code_end;
    const uint8_t *build_id;
    size_t build_id_length;
};

/// Notes the modules that are loaded now; not safe in a signal handler.
void modules_note(void);

/// The module whose code holds an address; NULL if there is none. Safe in a signal handler.
const struct module *module_at(uintptr_t address);

#endif
