//! Objects to text with roles; colour is chosen at the edge.
