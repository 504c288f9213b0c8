package io.caskade.rights.management;

import io.caskade.api.rights.Actor;

/** How the journal tells people and programs apart: no login has a slash. */
public final class Actors {
  private static final String PROGRAM = "token/";

  private Actors() {}

  /** A program that came with a token of this name. */
  public static Actor program(String token, String source) {
    return new Actor(PROGRAM + token, source);
  }

  public static boolean isProgram(Actor actor) {
    return actor.name().startsWith(PROGRAM);
  }

  /** The account of a person, or the one that a program's token is named after. */
  public static String account(Actor actor) {
    return isProgram(actor) ? actor.name().substring(PROGRAM.length()) : actor.name();
  }
}
