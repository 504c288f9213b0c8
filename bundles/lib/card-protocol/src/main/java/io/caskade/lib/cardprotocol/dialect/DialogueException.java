package io.caskade.lib.cardprotocol.dialect;

import java.util.List;

/** A command that a card answered, but not as this command set has it. */
public final class DialogueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DialogueFault fault;
  private final transient List<Object> arguments;

  DialogueException(DialogueFault fault, Object... arguments) {
    super(fault + " " + List.of(arguments));
    this.fault = fault;
    this.arguments = List.of(arguments);
  }

  public DialogueFault fault() {
    return fault;
  }

  /** As {@link DialogueFault} lists them; never secret. */
  public List<Object> arguments() {
    return arguments;
  }
}
