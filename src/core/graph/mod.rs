//! The node graph: ids, names, `depends`, loop expansion, order, the tree for display.
