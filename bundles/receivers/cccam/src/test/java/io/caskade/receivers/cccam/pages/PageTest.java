package io.caskade.receivers.cccam.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.receivers.cccam.pages.Page.Looks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs cut these texts: each column and each word is an interface. */
class PageTest {
  private static final Looks PLAIN = new Looks(false);

  private static String text(Page page) {
    return String.join("\n", page.lines(Sights.sight(Sights.BOB, Sights.ANN), PLAIN));
  }

  @Test
  void theOverviewHasALineForEachFigure() {
    assertThat(text(Page.INFO))
        .isEqualTo(
            """
            Current time Tue Nov  3 09:05:07 2026
            NodeID: 58867d6c10751480
            Uptime: 12d 01:02:03
            Connected clients: 2
            Active clients: 1
            Total handled client ecm's: 4321
            Total handled client emm's: 24
            Peak load (max queued requests per workerthread): 7""");
  }

  @Test
  void clientsAreListedByNameWithTheirSharesBelow() {
    assertThat(text(Page.CLIENTS))
        .isEqualTo(
            """
            Connected clients: 2
            +----------+-----------+--------------+--------------+----------+-------+-----------------------+------------------------------------------+
            | Username | Host      | Connected    | Idle time    | ECM      | EMM   | Version               | Last used share                          |
            +----------+-----------+--------------+--------------+----------+-------+-----------------------+------------------------------------------+
            | ann      | 192.0.2.7 | 00d 02:53:46 | 00d 00:00:03 | 340(330) | 12(0) | cccam 2.0.11 <b>/</b> | local b00:0:0065 (ok)                    |
            | bob      | 192.0.2.9 | 00d 00:10:00 | 00d 00:00:21 | 340(330) | 12(0) | cs378x                | local b00:0:0065 (NO CARD (ENTITLEMENT)) |
            +----------+-----------+--------------+--------------+----------+-------+-----------------------+------------------------------------------+

            +----------+----------------------+
            | Username | Shareinfo            |
            +----------+----------------------+
            | ann      | local b00:0 300(295) |
            | ann      | local b00:2a 40(35)  |
            | bob      | local b00:0 300(295) |
            | bob      | local b00:2a 40(35)  |
            +----------+----------------------+""");
  }

  @Test
  void whoAskedInTheLastTwentySecondsIsActive() {
    List<String> lines = Page.ACTIVECLIENTS.lines(Sights.sight(Sights.BOB, Sights.ANN), PLAIN);
    assertThat(lines.get(0)).isEqualTo("1 ACTIVE CLIENTS IN LAST 20 SECONDS");
    assertThat(String.join("\n", lines)).contains("| ann ").doesNotContain("bob");
  }

  @Test
  void timingIsALastColumn() {
    List<String> lines = Page.CLIENTS.lines(Sights.sight(Sights.ANN), new Looks(true));
    assertThat(lines.get(2)).contains("| Last used share ").endsWith("| Ecm time            |");
    assertThat(lines.get(4)).endsWith("| 1.3 / 2.5 / 30.0 ms |");
  }

  @Test
  void whatIsServedIsListed() {
    assertThat(text(Page.SHARES))
        .isEqualTo(
            """
            Available shares: 1
            +------+-------+------+--------+-----------+----------------+--------------------+
            | Host | Type  | Caid | System | Providers | Uphops/Maxdown | Nodes              |
            +------+-------+------+--------+-----------+----------------+--------------------+
            | main | local | b00  | tvcas3 | 0,2a      | 0   0          | 58867d6c10751480_1 |
            +------+-------+------+--------+-----------+----------------+--------------------+""");
    assertThat(text(Page.PROVIDERS))
        .isEqualTo(
            """
            +------+----------+---------------+--------+
            | Caid | Provider | Provider Name | System |
            +------+----------+---------------+--------+
            | b00  | 0        | main          | tvcas3 |
            | b00  | 2a       | main          | tvcas3 |
            +------+----------+---------------+--------+""");
    assertThat(text(Page.SERVERS))
        .isEqualTo(
            """
            Server connections: 1
            +-------------------+--------------+-------+---------+--------+-------+--------------------------+
            | Host              | Connected    | Type  | Version | NodeID | Cards | CAID/Idents              |
            +-------------------+--------------+-------+---------+--------+-------+--------------------------+
            | 192.0.2.200:12000 | 00d 00:01:00 | CCcam | 2.0.11  |        | 1     | remote b00:0 b00:2a 9(8) |
            +-------------------+--------------+-------+---------+--------+-------+--------------------------+""");
    assertThat(text(Page.ENTITLEMENTS))
        .isEqualTo("card reader main\nCAID b00, system tvcas3\nproviders 0, 2a\n");
  }

  @Test
  void nothingServedIsSaidSo() {
    Sight nothing =
        new Sight(
            "2.0.11",
            Sights.NODE,
            Sights.NOW.atZone(ZoneOffset.UTC),
            Sights.TOTALS,
            List.of(),
            List.of(),
            List.of(),
            0);
    assertThat(Page.ENTITLEMENTS.lines(nothing, PLAIN))
        .containsExactly("no or unknown card inserted");
    assertThat(Page.SHARES.lines(nothing, PLAIN).get(0)).isEqualTo("Available shares: 0");
    assertThat(Page.CLIENTS.lines(nothing, PLAIN).get(0)).isEqualTo("Connected clients: 0");
  }

  @Test
  void aClockThatWentBackMakesNoNegativeTime() {
    assertThat(Overview.elapsed(Instant.ofEpochSecond(9), Instant.ofEpochSecond(3)))
        .isEqualTo("00d 00:00:00");
  }

  @Test
  void pagesAreFoundByPathAndByCommand() {
    assertThat(Page.at("/")).contains(Page.INFO);
    assertThat(Page.at("/activeclients")).contains(Page.ACTIVECLIENTS);
    assertThat(Page.of("entitlements")).contains(Page.ENTITLEMENTS);
    assertThat(Page.at("/nothing")).isEmpty();
    assertThat(Page.at("")).isEmpty();
    assertThat(Page.of("CLIENTS")).isEmpty();
  }

  /** Scrapers take what stands between the first double break and the end of the body. */
  @Test
  void theOverviewIsCutOutOfItsPageByPrograms() {
    String html = HtmlPage.of(Page.INFO, Sights.sight(Sights.ANN), PLAIN);
    int begin = html.indexOf("<BR><BR>") + "<BR><BR>".length();
    String[] parts = html.substring(begin, html.indexOf("<BR></BODY>")).split("<BR>", -1);
    assertThat(html).contains("<TITLE>Welcome to CCcam 2.0.11 server</TITLE>");
    assertThat(parts).hasSize(8);
    assertThat(parts[3].strip()).isEqualTo("Connected clients: 1");
    assertThat(parts[5].strip()).isEqualTo("Total handled client ecm's: 4321");
  }

  @ParameterizedTest
  @EnumSource
  void whatAClientSaysDoesNotBecomeAPartOfAPage(Page page) {
    String html = HtmlPage.of(page, Sights.sight(Sights.ANN), PLAIN);
    assertThat(html).doesNotContain("<b", "</b").contains("HREF=\"" + page.path() + "\"");
    assertThat(html.split("<PRE>", -1)).hasSize(page == Page.INFO ? 1 : 2);
  }
}
