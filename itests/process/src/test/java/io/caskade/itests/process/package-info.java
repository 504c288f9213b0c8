/**
 * The built distribution from outside: as a process that is started, crowded, cut off and asked.
 */
@NullMarked
package io.caskade.itests.process;

import org.jspecify.annotations.NullMarked;
