/** What every call shares: who may, how much, in which form, and how a refusal looks. */
@NullMarked
package io.caskade.faces.rest.http;

import org.jspecify.annotations.NullMarked;
