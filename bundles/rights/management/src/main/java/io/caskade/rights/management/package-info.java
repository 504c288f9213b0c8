/**
 * The services that every face calls to change networks and cards: they validate, count versions,
 * wrap keys, and hand state and journal to the store. They keep no state of their own.
 */
@NullMarked
package io.caskade.rights.management;

import org.jspecify.annotations.NullMarked;
