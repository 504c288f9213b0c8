/** Tests of webhooks, against real HTTP servers and in virtual time. */
@NullMarked
package io.caskade.faces.webhooks;

import org.jspecify.annotations.NullMarked;
