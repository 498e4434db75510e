/*
 * The application's first instruction, entered by the ROM in the normal world: supervisor mode, interrupts masked,
 * memory protection off. Loaded at its link address already, but for its data.
 */
#include "memory_map.h"

  .equ APP_FAULT_CALL, 0x5b01 /* kMonitorReset of monitor/monitor_call.h */

  .arch armv7-a
  .arch_extension sec
  .syntax unified
  .arm

  .section .app.entry, "ax", %progbits
  .global app_entry
app_entry:
  ldr r0, =app_vectors
  mcr p15, 0, r0, c12, c0, 0
  isb
  ldr r0, =__data_load
  ldr r1, =__data_start
  ldr r2, =__data_end
1:
  cmp r1, r2
  ldrlo r3, [r0], #4
  strlo r3, [r1], #4
  blo 1b
  ldr r0, =__bss_start
  ldr r1, =__bss_end
  mov r2, #0
2:
  cmp r0, r1
  strlo r2, [r0], #4
  blo 2b
  ldr sp, =(MAP_APP_STACK + MAP_APP_STACK_BYTES)
  ldr r0, =app_main
  blx r0
  b board_fault
  .ltorg

  .balign 32
app_vectors:
  b board_fault
  b board_fault         /* undefined instruction */
  b board_fault         /* supervisor call: never used */
  b board_fault         /* prefetch abort: W^X violated */
  b board_fault         /* data abort: also what reading the secure world's memory ends in */
  b board_fault
  b board_fault         /* interrupts stay masked: WFI wakes for a pending one all the same */
  b board_fault

/* An application that faults is started anew: an update that does so uses its boots up and the ROM falls back. */
  .global board_fault
  .type board_fault, %function
board_fault:
  cpsid aif
  ldr r0, =APP_FAULT_CALL
  dsb sy
  smc #0
  b board_stop
  .ltorg
