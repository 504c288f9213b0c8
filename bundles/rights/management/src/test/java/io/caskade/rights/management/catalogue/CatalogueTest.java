package io.caskade.rights.management.catalogue;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static io.caskade.rights.management.Bench.refused;
import static io.caskade.rights.management.Bench.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.rights.management.Bench;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private static final NetworkId MAIN = NetworkId.MAIN;

  private final Bench bench = new Bench();
  private final Catalogue catalogue = new Catalogue(bench.presence, bench.gate, bench.records);

  @Test
  void showsAll32ProductsAndRenamesOne() {
    products();
    assertThat(catalogue.products(ADMINISTRATOR, MAIN)).hasSize(32);
    Product sport = new Product(MAIN, 3, 1, "Sport", "");
    assertThat(catalogue.rename(ADMINISTRATOR, sport))
        .isEqualTo(new Product(MAIN, 3, 2, "Sport", ""));
    assertThat(bench.lastRecord().detail()).isEqualTo(Map.of("fields", "name"));
    refused(ErrorCode.VERSION_CONFLICT, () -> catalogue.rename(ADMINISTRATOR, sport));
    assertThat(catalogue.products(ADMINISTRATOR, MAIN)).hasSize(32);
  }

  @Test
  void addsNoProductByRenamingOne() {
    refused(
        ErrorCode.RECORD_UNKNOWN,
        () -> catalogue.rename(ADMINISTRATOR, new Product(MAIN, 3, 0, "Sport", "")));
    refusedField(
        "bit", () -> catalogue.rename(ADMINISTRATOR, new Product(MAIN, 32, 1, "Sport", "")));
    refusedField("name", () -> catalogue.rename(ADMINISTRATOR, new Product(MAIN, 3, 1, " ", "")));
  }

  @Test
  void addsChangesAndRemovesAService() {
    Service news = catalogue.save(ADMINISTRATOR, service("news", 0, "News", 101));
    assertThat(catalogue.service(ADMINISTRATOR, MAIN, "news")).isEqualTo(news);
    refused(
        ErrorCode.RECORD_EXISTS,
        () -> catalogue.save(ADMINISTRATOR, service("news", 0, "News", 101)));
    Service changed = catalogue.save(ADMINISTRATOR, service("news", 1, "News 24", 102));
    assertThat(changed.version()).isEqualTo(2);
    assertThat(bench.lastRecord().detail()).isEqualTo(Map.of("fields", "name,serviceId"));
    assertThat(catalogue.services(ADMINISTRATOR, MAIN, RecordFilter.page(Optional.empty(), 10)))
        .containsExactly(changed);
    refused(ErrorCode.VERSION_CONFLICT, () -> catalogue.remove(ADMINISTRATOR, MAIN, "news", 1));
    var removal = ADMINISTRATOR.withRequest(UUID.randomUUID());
    catalogue.remove(removal, MAIN, "news", 2);
    catalogue.remove(removal, MAIN, "news", 2);
    refused(ErrorCode.RECORD_UNKNOWN, () -> catalogue.service(ADMINISTRATOR, MAIN, "news"));
  }

  @ParameterizedTest
  @CsvSource({
    "id,News,ok,101",
    "id,'',ok,101",
    "name,news,'',101",
    "serviceId,news,ok,65536",
    "serviceId,news,ok,-1"
  })
  void namesTheFieldOfAServiceThatIsWrong(String field, String id, String name, int serviceId) {
    refusedField(field, () -> catalogue.save(ADMINISTRATOR, service(id, 0, name, serviceId)));
  }

  @Test
  void takesEveryServiceIdOfDvb() {
    assertThat(catalogue.save(ADMINISTRATOR, service("first", 0, "First", 0)).serviceId()).isZero();
    assertThat(catalogue.save(ADMINISTRATOR, service("last", 0, "Last", 65_535)).serviceId())
        .isEqualTo(65_535);
  }

  private void products() {
    var changes = new ArrayList<RecordChange>();
    for (int bit = 0; bit < 32; bit++) {
      changes.add(
          new RecordChange(
              UUID.randomUUID(),
              Bench.START,
              ADMINISTRATOR.actor(),
              "ADD",
              null,
              new Product(MAIN, bit, 1, "Package " + bit, ""),
              Map.of(),
              true));
    }
    bench.store.apply(changes);
  }

  private static Service service(String id, long version, String name, int serviceId) {
    return new Service(MAIN, id, version, name, serviceId, new ProductMask(3), "");
  }
}
