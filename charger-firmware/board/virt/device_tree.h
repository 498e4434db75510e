/**
 * The one question we ask a flattened device tree (Devicetree Specification 0.3, 5): the value of a property of a node
 * directly below the root. Pure; never reads outside the `size` octets it was given.
 */
#ifndef SEALBENCH_BOARD_VIRT_DEVICE_TREE_H
#define SEALBENCH_BOARD_VIRT_DEVICE_TREE_H

#include <stdint.h>

/** A place to ask for. */
typedef struct device_tree_query {
  const char *node;
  const char *property;
} device_tree_query_t;

/** Points `value` at the property and returns its length; 0 when tree, node or property is not there. */
uint32_t device_tree_find(const uint8_t *tree, uint32_t size, const device_tree_query_t *query, const uint8_t **value);

#endif
