package io.caskade.lib.cwclient;

import io.caskade.lib.camd35.Camd35Codec;
import io.caskade.lib.camd35.Camd35Message;
import io.caskade.lib.camd35.Command;
import io.caskade.lib.camd35.Token;
import java.util.Arrays;
import java.util.List;

/**
 * A line over camd35 or cs378x. There is no log-in: a keepalive that is answered shows that name
 * and password are right.
 */
final class Camd35Line implements Line {
  private static final int WORDS = 16;
  private static final int INDEX = 1;
  private static final int NO_TRAILER = 0xFFFF;

  private final Camd35Wire wire;
  private final Camd35Codec codec;

  Camd35Line(Camd35Wire wire, Account account) {
    this.wire = wire;
    byte[] password = account.password();
    codec = new Camd35Codec(Token.of(account.name()), password);
    Arrays.fill(password, (byte) 0);
  }

  @Override
  public String logIn() throws LineException {
    wire.send(
        codec.encode(Camd35Message.of(Command.KEEPALIVE, Camd35Message.Header.NONE, (byte) 0)));
    Command answer = next(Finding.SILENT).command();
    while (answer != Command.KEEPALIVE) {
      // Requests for EMMs may come first.
      answer = next(Finding.SILENT).command();
    }
    return "name and password are known";
  }

  /** The protocol tells of none. */
  @Override
  public List<Offer> offers() {
    return List.of();
  }

  @Override
  public Answer ask(Question question) throws LineException {
    Camd35Message.Header header =
        new Camd35Message.Header(
            question.serviceId(), question.caSystemId(), question.provider(), INDEX, NO_TRAILER);
    wire.send(codec.encode(Camd35Message.of(Command.ECM, header, question.ecm().bytes())));
    while (true) {
      Camd35Message answer = next(Finding.NO_ANSWER);
      if (answer.command() == Command.WORDS && answer.length() == WORDS) {
        return new Answer.Words(ControlWords.of(answer.data()));
      }
      if (answer.command() == Command.NOT_FOUND || answer.command() == Command.STOP) {
        return new Answer.Nothing("");
      }
    }
  }

  private Camd35Message next(Finding silent) throws LineException {
    byte[] frame = wire.next(codec, silent);
    return codec
        .decode(frame, 0, frame.length)
        .orElseThrow(() -> new LineException(Finding.OTHER_PROTOCOL));
  }

  @Override
  public int localPort() {
    return wire.localPort();
  }

  @Override
  public void close() {
    wire.close();
  }
}
