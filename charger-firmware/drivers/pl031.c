#include "drivers/pl031.h"

#include "drivers/register.h"

enum { kData = 0x00 };

uint32_t pl031_read_s(uintptr_t base) { return register_read32(base + kData); }
