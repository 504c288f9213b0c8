@NullMarked
package io.caskade.ecm.ecmg.session;

import org.jspecify.annotations.NullMarked;
