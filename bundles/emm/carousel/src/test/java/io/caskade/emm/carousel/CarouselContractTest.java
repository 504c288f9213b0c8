package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.NetworkId;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.EmmSourceContract;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class CarouselContractTest extends EmmSourceContract {
  private final HeadEnd headEnd = new HeadEnd();

  @Override
  protected EmmSource source() {
    return headEnd.carousel;
  }

  @Override
  protected void exists(NetworkId network, CardSerial serial, String region) {
    headEnd.exists(network, serial.value(), region);
  }

  @Override
  protected void changes(NetworkId network, CardSerial serial) {
    headEnd.changes(network, Urgency.SINGLE, serial.value());
  }

  @Override
  protected void changesInBulk(NetworkId network, List<CardSerial> serials) {
    headEnd.changes(network, Urgency.BULK, serials.stream().mapToLong(CardSerial::value).toArray());
  }

  @Override
  protected void passes(Duration time) {
    headEnd.passes(time);
  }

  @Override
  protected Optional<CardSerial> addressee(EmmDatagram emm) {
    long serial = HeadEnd.serial(emm);
    return serial < 0 ? Optional.empty() : Optional.of(new CardSerial(serial));
  }
}
