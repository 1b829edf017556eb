#define _GNU_SOURCE
#include "modules.h"

#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdbool.h>
#include <string.h>

static struct module modules[64];
static size_t count;

static size_t padded(size_t length) {
    return (length + 3) & ~(size_t)3;
}

// Source: System V ABI, "Note Section"; ld(1), --build-id.
static void find_build_id(struct module *module, const uint8_t *note, const uint8_t *end) {
    while ((size_t)(end - note) > sizeof(ElfW(Nhdr))) {
        const ElfW(Nhdr) *head = (const void *)note;
        const uint8_t *name = note + sizeof *head;
        const uint8_t *value = name + padded(head->n_namesz);
        const uint8_t *next = value + padded(head->n_descsz);
        if (next > end || next <= note) return;
        if (head->n_type == NT_GNU_BUILD_ID && head->n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
            module->build_id = value;
            module->build_id_length = head->n_descsz;
            return;
        }
        note = next;
    }
}

/// The last part of a path, if it is a word that fits into a line of the log and a string of JSON.
static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    for (const char *at = name; *at != '\0'; at++)
        if (*at <= ' ' || *at >= 0x7F || *at == '"' || *at == '\\') return "?";
    return name;
}

static int note_module(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    (void)context;
    struct module *module = &modules[count];
    bool is_program = info->dlpi_name == NULL || info->dlpi_name[0] == '\0';
    module->name = name_of(is_program ? program_invocation_name : info->dlpi_name);
    module->bias = info->dlpi_addr;
    for (size_t index = 0; index < info->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
        uintptr_t start = info->dlpi_addr + segment->p_vaddr;
        uintptr_t end = start + segment->p_memsz;
        if (segment->p_type == PT_LOAD && (segment->p_flags & PF_X) != 0) {
            module->code_start = start;
            module->code_end = end;
        }
        if (segment->p_type == PT_NOTE && module->build_id == NULL)
            find_build_id(module, (const uint8_t *)start, (const uint8_t *)end);
    }
    count += 1;
    return count == sizeof modules / sizeof modules[0];
}

void modules_note(void) {
    dl_iterate_phdr(note_module, NULL);
}

const struct module *module_at(uintptr_t address) {
    for (size_t index = 0; index < count; index++) {
        const struct module *module = &modules[index];
        if (module->code_start <= address && address < module->code_end) return module;
    }
    return NULL;
}
