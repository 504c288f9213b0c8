package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Payloads of frames from and to values. What is read must be used up to its last byte. */
final class Payload {
  private Payload() {}

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  interface Parsing<T> {
    T from(DataInputStream in) throws IOException;
  }

  static Octets of(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Octets.of(bytes.toByteArray());
  }

  static <T> T parse(Octets payload, Parsing<T> parsing) throws MalformedFrameException {
    try (var in = new DataInputStream(new ByteArrayInputStream(payload.toByteArray()))) {
      T value = parsing.from(in);
      if (in.read() >= 0) {
        throw new MalformedFrameException("a frame is longer than it says");
      }
      return value;
    } catch (MalformedFrameException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      var malformed = new MalformedFrameException("a frame is too short or holds no such values");
      malformed.initCause(e);
      throw malformed;
    }
  }

  static Octets octets(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return Octets.of(bytes);
  }
}
