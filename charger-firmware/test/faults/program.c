#include "test/faults/program.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board/virt/memory_map.h"

enum { kLineBytes = 1024 };

void program_fail(const char *why, const char *what) {
  fprintf(stderr, "faults: %s: %s\n", why, what);
  exit(2);
}

static uint8_t *read_file(const char *path, uint32_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    program_fail("cannot open", path);
  }
  *bytes = (uint32_t)ftell(file);
  rewind(file);
  uint8_t *data = malloc(*bytes);
  if (data == NULL || fread(data, 1, *bytes, file) != *bytes) {
    program_fail("cannot read", path);
  }
  fclose(file);
  return data;
}

static const Elf32_Ehdr *header(const program_t *program) { return (const Elf32_Ehdr *)program->elf; }

static const Elf32_Shdr *section(const program_t *program, uint32_t index) {
  return (const Elf32_Shdr *)(program->elf + header(program)->e_shoff) + index;
}

/** The symbol table's section. */
static const Elf32_Shdr *symbols(const program_t *program) {
  for (uint32_t i = 0; i < header(program)->e_shnum; ++i) {
    if (section(program, i)->sh_type == SHT_SYMTAB) {
      return section(program, i);
    }
  }
  program_fail("no symbols", "ROM");
}

static const char *name_of(const program_t *program, const Elf32_Sym *symbol) {
  const Elf32_Shdr *names = section(program, symbols(program)->sh_link);
  return (const char *)program->elf + names->sh_offset + symbol->st_name;
}

static const Elf32_Sym *symbol_at(const program_t *program, uint32_t index) {
  const Elf32_Shdr *table = symbols(program);
  return index < table->sh_size / sizeof(Elf32_Sym) ? (const Elf32_Sym *)(program->elf + table->sh_offset) + index
                                                    : NULL;
}

/** One input section of the linker's map: marks third-party code. */
static void mark(program_t *program, uint32_t address, uint32_t bytes, const char *object) {
  const bool library =
      strstr(object, "/third_party/") != NULL && strstr(object, "/pb_") == NULL && strstr(object, ".pb.c") == NULL;
  for (uint32_t at = address; library && at < address + bytes; at += 2) {
    program->library[(at - MAP_ROM_TEXT) / 2] = 1;
  }
}

static void read_map(program_t *program, const char *path) {
  FILE *file = fopen(path, "r");
  char line[kLineBytes];
  char object[kLineBytes];
  bool in_text = false;
  uint32_t marked = 0;
  if (file == NULL) {
    program_fail("cannot open", path);
  }
  while (fgets(line, sizeof line, file) != NULL) {
    unsigned address = 0;
    unsigned bytes = 0;
    in_text = strncmp(line, " .text", 6) == 0 || (in_text && strncmp(line, "                ", 16) == 0);
    const char *numbers = strstr(line, " 0x");
    if (in_text && numbers != NULL && sscanf(numbers, " 0x%x 0x%x %1023s", &address, &bytes, object) == 3 &&
        address >= MAP_ROM_TEXT && address + bytes <= MAP_ROM_TEXT + kProgramTextBytes) {
      mark(program, address, bytes, object);
      ++marked;
    }
  }
  fclose(file);
  if (marked < 100) {
    program_fail("no linker map of the ROM", path);
  }
}

void program_open(program_t *program, const char *elf, const char *map, const char *layout) {
  uint32_t layout_bytes = 0;
  memset(program, 0, sizeof *program);
  program->elf = read_file(elf, &program->elf_bytes);
  if (memcmp(program->elf, ELFMAG, SELFMAG) != 0 || header(program)->e_machine != EM_ARM) {
    program_fail("not a program for ARM", elf);
  }
  uint8_t *offsets = read_file(layout, &layout_bytes);
  if (layout_bytes != sizeof program->layout) {
    program_fail("not the offsets", layout);
  }
  memcpy(program->layout, offsets, sizeof program->layout);
  free(offsets);
  read_map(program, map);
}

void program_load(const program_t *program, void (*load)(void *, uint32_t, const uint8_t *, uint32_t), void *context) {
  for (uint32_t i = 0; i < header(program)->e_phnum; ++i) {
    const Elf32_Phdr *segment = (const Elf32_Phdr *)(program->elf + header(program)->e_phoff) + i;
    if (segment->p_type == PT_LOAD && segment->p_filesz > 0) {
      load(context, segment->p_vaddr, program->elf + segment->p_offset, segment->p_filesz);
    }
  }
}

uint32_t program_address(const program_t *program, const char *symbol) {
  const Elf32_Sym *found = NULL;
  const Elf32_Sym *at;
  for (uint32_t i = 0; (at = symbol_at(program, i)) != NULL; ++i) {
    if (strcmp(name_of(program, at), symbol) == 0) {
      if (found != NULL) {
        program_fail("symbol is not unique", symbol);
      }
      found = at;
    }
  }
  if (found == NULL) {
    program_fail("no such symbol", symbol);
  }
  return ELF32_ST_TYPE(found->st_info) == STT_FUNC ? found->st_value & ~1U : found->st_value;
}

const char *program_function(const program_t *program, uint32_t address, uint32_t *offset) {
  const Elf32_Sym *at;
  for (uint32_t i = 0; (at = symbol_at(program, i)) != NULL; ++i) {
    const uint32_t start = at->st_value & ~1U;
    if (ELF32_ST_TYPE(at->st_info) == STT_FUNC && address >= start && address - start < at->st_size) {
      *offset = address - start;
      return name_of(program, at);
    }
  }
  *offset = address;
  return "?";
}
