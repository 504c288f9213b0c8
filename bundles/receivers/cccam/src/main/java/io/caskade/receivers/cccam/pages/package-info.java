/**
 * What operators of CCcam know: status pages for browsers and scrapers, and the same as lines of
 * text. Source: cw-protocols.md, 6.1.
 */
@NullMarked
package io.caskade.receivers.cccam.pages;

import org.jspecify.annotations.NullMarked;
