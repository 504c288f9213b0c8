/** The built distribution, looked at from inside. */
@NullMarked
package io.caskade.itests.exam;

import org.jspecify.annotations.NullMarked;
