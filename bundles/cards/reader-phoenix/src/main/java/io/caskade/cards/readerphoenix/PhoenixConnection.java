package io.caskade.cards.readerphoenix;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.lib.cardprotocol.Atr;
import io.caskade.lib.cardprotocol.LineFault;
import io.caskade.lib.cardprotocol.LineFaultException;
import io.caskade.lib.cardprotocol.T0Host;
import io.caskade.lib.cardprotocol.T0Timing;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A card that answered. Owns the open port: it is closed when the call in progress has ended, never
 * under it, since the native library keeps the port's memory for itself.
 */
final class PhoenixConnection implements CardConnection {
  private static final Set<LineFault> FINAL =
      EnumSet.of(LineFault.PULLED, LineFault.GONE, LineFault.MUTE);

  private final Refusals refusals;
  private final PhoenixSettings settings;
  private final SerialConnection port;
  private final PhoenixLine line;
  private final T0Host host;
  private final Pause pause;
  private final ReentrantLock inUse = new ReentrantLock();
  private Octets answerToReset = Octets.empty();
  private boolean lost;
  private boolean portClosed;

  private PhoenixConnection(
      Refusals refusals, PhoenixSettings settings, SerialConnection port, Pause pause) {
    this.refusals = refusals;
    this.settings = settings;
    this.port = port;
    this.pause = pause;
    line = new PhoenixLine(port, settings, System::nanoTime);
    host = new T0Host(line, T0Timing.at(settings.baud()), settings.echo(), System::nanoTime);
  }

  /**
   * Resets the card at an open port, which is closed when there is none.
   *
   * @throws CaskadeException CARD_ABSENT, CARD_MUTE, ...
   */
  static PhoenixConnection at(
      SerialConnection port, Refusals refusals, PhoenixSettings settings, Pause pause) {
    PhoenixConnection connection = new PhoenixConnection(refusals, settings, port, pause);
    boolean answered = false;
    try {
      connection.firstReset();
      answered = true;
      return connection;
    } finally {
      if (!answered) {
        connection.close();
      }
    }
  }

  private void firstReset() {
    inUse.lock();
    try {
      if (!line.cardIsIn()) {
        throw refusals.absent();
      }
      answerToReset = Octets.of(heard().toByteArray());
    } catch (IOException e) {
      throw refusal(e);
    } finally {
      inUse.unlock();
    }
  }

  /** A card of the inverse convention sends what an even port drops: it seems mute. */
  private Atr heard() throws IOException {
    try {
      return host.reset(this::pulse);
    } catch (LineFaultException even) {
      if (even.fault() != LineFault.MUTE || settings.parity() != Parity.AUTO) {
        throw even;
      }
      port.setParity(Parity.ODD);
      return host.reset(this::pulse);
    }
  }

  private void pulse() throws IOException {
    if (settings.resetBy() == ResetBy.FLUSH) {
      port.flush();
      return;
    }
    boolean inReset = !settings.resetInverted();
    port.setLine(settings.resetBy(), inReset);
    pause.of(settings.pulse());
    port.flush();
    port.setLine(settings.resetBy(), !inReset);
  }

  @Override
  public Octets answerToReset() {
    return answerToReset;
  }

  @Override
  public Octets reset() {
    inUse.lock();
    try {
      requireUsable();
      answerToReset = Octets.of(host.reset(this::pulse).toByteArray());
      return answerToReset;
    } catch (LineFaultException e) {
      throw refusal(e);
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public CardAnswer exchange(CardCommand command) {
    inUse.lock();
    byte[] bytes = command.toByteArray();
    try {
      requireUsable();
      byte[] answer = host.exchange(bytes);
      try {
        return new CardAnswer(answer);
      } finally {
        Arrays.fill(answer, (byte) 0);
      }
    } catch (LineFaultException e) {
      if (e.fault() == LineFault.TOO_LONG) {
        throw refusals.tooLong(bytes.length - CardCommand.HEADER);
      }
      throw refusal(e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      inUse.unlock();
    }
  }

  @Override
  public boolean present() {
    inUse.lock();
    try {
      return !lost && !line.closed() && line.cardIsIn();
    } catch (IOException e) {
      // The port is gone, and the card with it; the next exchange says so with its reason.
      return false;
    } finally {
      inUse.unlock();
    }
  }

  private void requireUsable() {
    if (line.closed() || lost) {
      throw refusals.pulled();
    }
  }

  private CaskadeException refusal(IOException e) {
    if (line.closed()) {
      return refusals.pulled();
    }
    if (e instanceof PortException refused) {
      return refusals.of(refused, settings.port());
    }
    if (e instanceof LineFaultException fault) {
      if (fault.getCause() instanceof PortException refused) {
        return refusals.of(refused, settings.port());
      }
      lost |= FINAL.contains(fault.fault());
      return refusals.of(fault);
    }
    lost = true;
    return refusals.of(
        new LineFaultException(LineFault.GONE, String.valueOf(e.getMessage()), e));
  }

  @Override
  public void close() {
    line.close();
    inUse.lock();
    try {
      if (!portClosed) {
        portClosed = true;
        port.close();
      }
    } finally {
      inUse.unlock();
    }
  }
}
