package io.caskade.ops.cluster;

/**
 * Who this node is.
 *
 * @param node its name among the others
 * @param process the mark of this start
 * @param build version of the software
 * @param address where people find it
 */
record Identity(String node, String process, String build, String address) {}
