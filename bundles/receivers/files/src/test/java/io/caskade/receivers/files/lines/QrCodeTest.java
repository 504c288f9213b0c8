package io.caskade.receivers.files.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The image is drawn from its SVG and decoded: what a phone reads is what was written. */
class QrCodeTest {
  private static final int RIM = 4;
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  private static String read(String svg) throws Exception {
    Element image =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    int size = Integer.parseInt(image.getAttribute("viewBox").split(" ")[2]) - 2 * RIM;
    String path = ((Element) image.getElementsByTagName("path").item(1)).getAttribute("d");
    BitMatrix modules = new BitMatrix(size);
    Matcher run = RUN.matcher(path);
    int end = 0;
    while (run.find()) {
      assertThat(run.start()).as("nothing else is in the path").isEqualTo(end);
      end = run.end();
      int length = Integer.parseInt(run.group(3));
      assertThat(run.group(4)).isEqualTo(run.group(3));
      modules.setRegion(
          Integer.parseInt(run.group(1)) - RIM, Integer.parseInt(run.group(2)) - RIM, length, 1);
    }
    assertThat(end).isEqualTo(path.length());
    return new Decoder().decode(modules).getText();
  }

  @Property(tries = 60)
  void whatIsWrittenIsReadBack(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 900) String text)
      throws Exception {
    assertThat(read(QrCode.of(text).svg())).isEqualTo(text);
  }

  @Test
  void severalLinesFit() throws Exception {
    String lines = "C: tv.example.org 12000 flat-17 Kp7mQ2xWv9TzRb4d\n".repeat(4);
    assertThat(read(QrCode.of(lines).svg())).isEqualTo(lines);
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> QrCode.of("x".repeat(3_000)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RECEIVER_LINE_MISSING));
  }
}
