  .arch armv7-a
  .syntax unified
  .arm
  .text
  .global board_stop
  .type board_stop, %function
/* Stops for good: only a reset or the next power-on leads out. Vectors of both programs end here. */
board_stop:
  cpsid aif
1:
  wfi
  b 1b
