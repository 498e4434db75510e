/*
 * Reset: copy the ROM from flash bank 0 to secure RAM and go on there, because a NOR bank can be neither read nor
 * executed while its OTP sectors are programmed. Until the jump everything is relative to the program counter.
 */
#include "memory_map.h"

  .arch armv7-a
  .syntax unified
  .arm

  .section .rom.vectors, "ax", %progbits
  .global rom_vectors
rom_vectors:
  b reset
  b board_stop            /* undefined instruction */
  b board_stop            /* supervisor call: never used */
  b board_stop            /* prefetch abort: W^X violated */
  b board_stop            /* data abort */
  b board_stop
  b board_stop            /* interrupts stay masked: WFI wakes for a pending one all the same */
  b board_stop

reset:
  cpsid aif, #0x13
  mov r0, #MAP_FLASH0
  ldr r1, =MAP_ROM_TEXT
  ldr r2, =__text_bytes
  bl copy_words
  ldr r0, =__data_load
  ldr r1, =__data_start
  ldr r2, =__data_end
  sub r2, r2, r1
  bl copy_words
  ldr r0, =__bss_start
  ldr r1, =__bss_end
  mov r2, #0
  bl fill_words
  ldr r0, =MAP_ROM_STACK
  add r1, r0, #MAP_ROM_STACK_BYTES
  mov sp, r1
  ldr r2, =0x57acc0de   /* painted, so that the greatest depth can be read later */
  bl fill_words
  ldr r0, =rom_vectors
  mcr p15, 0, r0, c12, c0, 0
  isb
  ldr r0, =rom_main
  blx r0
  b board_stop

/* A boot ROM that faults stops: what a glitch may have done is not carried on with. */
  .global board_fault
  .type board_fault, %function
board_fault:
  b board_stop

/* r0 from, r1 to, r2 octets (a multiple of 4). */
copy_words:
  subs r2, r2, #4
  ldrge r3, [r0], #4
  strge r3, [r1], #4
  bgt copy_words
  bx lr

/* r0 start, r1 end, r2 value. */
fill_words:
  cmp r0, r1
  strlo r2, [r0], #4
  blo fill_words
  bx lr

  .ltorg
