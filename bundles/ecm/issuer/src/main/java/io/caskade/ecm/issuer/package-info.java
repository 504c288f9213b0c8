/**
 * From a request to an ECM: which network, which profile, at which ECM time (architecture sections
 * 3 and 7). {@link io.caskade.ecm.issuer.EcmIssuer} is the whole of it without OSGi.
 */
@NullMarked
package io.caskade.ecm.issuer;

import org.jspecify.annotations.NullMarked;
