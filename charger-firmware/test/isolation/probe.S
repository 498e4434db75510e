/*
 * One access or instruction at a time that may fault. A fault ends in `probe_faulted`, with bit 31 and the fault
 * status (ARM DDI 0406C B4.1.51, B4.1.96) in r0; an access that goes through gives 0. The functions are in the Arm
 * instruction set and use no stack, so that a fault needs only r12, the way back.
 */
  .arch armv7-a
  .arch_extension sec
  .syntax unified
  .arm
  .text

  .macro probe name
  .global \name
  .type \name, %function
\name:
  mov r12, lr
  .endm

  .macro went_through
  dsb sy
  isb
  mov r0, #0
  bx r12
  .endm

/* uint32_t probe_read(uint32_t address, uint32_t *value) */
  probe probe_read
  ldr r0, [r0]
  str r0, [r1]
  went_through

/* uint32_t probe_write(uint32_t address, uint32_t value) */
  probe probe_write
  str r1, [r0]
  went_through

/* uint32_t probe_execute(uint32_t address): what lies there must return by lr, if it is executed at all */
  probe probe_execute
  blx r0
  went_through

/* uint32_t probe_write_scr(void): would make the running world the secure one */
  probe probe_write_scr
  mov r0, #0
  mcr p15, 0, r0, c1, c1, 0
  went_through

/* uint32_t probe_write_mvbar(uint32_t address): would put the monitor's vectors elsewhere */
  probe probe_write_mvbar
  mcr p15, 0, r0, c12, c0, 1
  went_through

/* uint32_t probe_enter_monitor(void): from here, a mode change that is ignored is as good as one that faults */
  probe probe_enter_monitor
  mrs r1, cpsr
  cps #0x16
  mrs r2, cpsr
  msr cpsr_c, r1
  eor r2, r2, r1
  ands r2, r2, #0x1f
  movne r0, #0
  moveq r0, #0x80000000
  bx r12

undefined:
  mov r0, #0x80000000
  orr r0, r0, #0x100
  b leave
prefetch_abort:
  mrc p15, 0, r0, c5, c0, 1
  orr r0, r0, #0x80000000
  b leave
data_abort:
  mrc p15, 0, r0, c5, c0, 0
  orr r0, r0, #0x80000000
leave:
  ldr lr, =probe_faulted
  movs pc, lr
probe_faulted:
  bx r12

  .balign 32
  .global probe_vectors
probe_vectors:
  b board_stop
  b undefined
  b board_stop
  b prefetch_abort
  b data_abort
  b board_stop
  b board_stop
  b board_stop

/* void vectors_set(const void *vectors); const void *vectors_get(void) */
  .global vectors_set
  .type vectors_set, %function
vectors_set:
  mcr p15, 0, r0, c12, c0, 0
  isb
  bx lr
  .global vectors_get
  .type vectors_get, %function
vectors_get:
  mrc p15, 0, r0, c12, c0, 0
  bx lr
  .ltorg
