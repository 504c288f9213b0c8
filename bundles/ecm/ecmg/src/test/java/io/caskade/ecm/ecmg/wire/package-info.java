@NullMarked
package io.caskade.ecm.ecmg.wire;

import org.jspecify.annotations.NullMarked;
