package org.example.reader;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.ReaderId;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** A reader in the network: TCP, a length of two bytes before each message, as vpcd has it. */
@Component(
    configurationPid = CardReaderDriver.FACTORY_PREFIX + "template",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TemplateReader implements CardReaderDriver {
  @interface Settings {
    String host() default "127.0.0.1";

    int port() default 35963;
  }

  private final String name;
  private final InetSocketAddress address;

  @Activate
  public TemplateReader(Settings settings, Map<String, Object> properties) {
    name = ReaderId.of(properties).orElseThrow().name();
    address = new InetSocketAddress(settings.host(), settings.port());
  }

  @Override
  public CardConnection connect() {
    var socket = new Socket();
    try {
      socket.connect(address, 1_500);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(25_000);
    } catch (IOException e) {
      throw new CaskadeException(ErrorCode.READER_GONE, name, e.toString());
    }
    var contact = new Contact(socket);
    try {
      contact.reset();
      return contact;
    } catch (CaskadeException e) {
      contact.close();
      throw new CaskadeException(ErrorCode.CARD_ABSENT, name);
    }
  }

  private final class Contact implements CardConnection {
    private final Socket socket;

    Contact(Socket socket) {
      this.socket = socket;
    }

    @Override
    public Octets answerToReset() {
      return Octets.of(ask(new byte[] {0, 1, 4}));
    }

    @Override
    public Octets reset() {
      return Octets.of(ask(new byte[] {0, 1, 2, 0, 1, 4}));
    }

    @Override
    public CardAnswer exchange(CardCommand command) {
      byte[] framed = new byte[2 + command.length()];
      framed[0] = (byte) (command.length() >> 8);
      framed[1] = (byte) command.length();
      command.copyTo(framed, 2);
      return new CardAnswer(ask(framed));
    }

    @Override
    public boolean present() {
      try {
        return answerToReset().length() > 0;
      } catch (CaskadeException e) {
        return false;
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new CaskadeException(ErrorCode.READER_GONE, name, e.toString());
      }
    }

    private byte[] ask(byte[] framed) {
      try {
        socket.getOutputStream().write(framed);
        var in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readUnsignedShort());
      } catch (IOException e) {
        throw new CaskadeException(ErrorCode.CARD_PULLED, name);
      }
    }
  }
}
