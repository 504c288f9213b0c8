@NullMarked
package io.caskade.ecm.ecmg;

import org.jspecify.annotations.NullMarked;
