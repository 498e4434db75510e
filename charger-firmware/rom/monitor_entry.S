/*
 * Between the worlds. Secure state is monitor mode or SCR.NS = 0; the translation table of the ROM stays in force for
 * the monitor, the normal world has tables of its own.
 */
#include "board/virt/memory_map.h"

  .arch armv7-a
  .arch_extension sec
  .syntax unified
  .arm
  .text

  .equ MODE_MONITOR, 0x16
  .equ SCR_NS, 1
  .equ SCR_FIQ, 4                 /* FIQ comes here; with SCR.FW clear the normal world cannot mask it */
  .equ NORMAL_SUPERVISOR, 0x193   /* supervisor mode; asynchronous aborts and IRQ masked */

  .balign 32
monitor_vectors:
  b board_stop
  b board_stop
  b on_smc
  b board_stop
  b board_stop
  b board_stop
  b board_stop
  b on_watchdog

/* The normal world did not do in time what it was given time for. */
on_watchdog:
  mrc p15, 0, r0, c1, c1, 0
  bic r0, r0, #SCR_NS
  mcr p15, 0, r0, c1, c1, 0
  isb
  ldr r0, =board_reset
  blx r0

/* r0 to r3 and r12 are the call's; the rest is the application's and is kept. */
on_smc:
  push {r4, lr}
  mrc p15, 0, r4, c1, c1, 0
  bic r12, r4, #SCR_NS
  mcr p15, 0, r12, c1, c1, 0
  isb
  ldr r12, =monitor_serve
  blx r12
  mcr p15, 0, r4, c1, c1, 0
  isb
  mov r1, #0
  mov r2, #0
  mov r3, #0
  mov r12, #0
  pop {r4, lr}
  movs pc, lr

/* r0: entry. Wipes all that the monitor does not need: data before `.resident`, then the whole stack. */
  .global monitor_enter_normal_world
  .type monitor_enter_normal_world, %function
monitor_enter_normal_world:
  mov r4, r0
  cpsid aif, #MODE_MONITOR
  ldr sp, =MAP_MONITOR_STACK_TOP
  ldr r0, =__data_start
  ldr r1, =__data_end
  bl wipe
  ldr r0, =__bss_start
  ldr r1, =__wipe_end
  bl wipe
  ldr r0, =MAP_ROM_STACK
  add r1, r0, #MAP_ROM_STACK_BYTES
  bl wipe
  ldr r0, =monitor_vectors
  mcr p15, 0, r0, c12, c0, 1      /* MVBAR */
  mov r0, #(SCR_NS | SCR_FIQ)
  mcr p15, 0, r0, c1, c1, 0
  isb
  mov r0, #0
  mcr p15, 0, r0, c12, c0, 0      /* the normal world's VBAR, until it sets its own */
  mov r0, #NORMAL_SUPERVISOR
  msr spsr_cxsf, r0
  mov lr, r4
  mov r0, #0
  mov r1, #0
  mov r2, #0
  mov r3, #0
  mov r4, #0
  dsb sy
  isb
  movs pc, lr

/* r0 start, r1 end. */
wipe:
  mov r2, #0
1:
  cmp r0, r1
  strlo r2, [r0], #4
  blo 1b
  bx lr

  .ltorg
