package io.caskade.store.jpa;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Needs Debian's mariadb-server; fails without it, unless the fast suite was asked for. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("real-parts")
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "the fast suite starts no database server")
@interface RealMariaDb {}
