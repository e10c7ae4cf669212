package io.zhijing.dashboards.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request comes from. */
class ProxiesTest {
  private static final Proxies PROXIES = new Proxies(List.of("10.0.0.1", "10.0.0.2", "fd00::1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.9 | 10.0.0.1 | 192.0.2.9",
        "198.51.100.1, 192.0.2.9 | 10.0.0.1 | 192.0.2.9",
        "198.51.100.1, 192.0.2.9, 10.0.0.2 | 10.0.0.1 | 192.0.2.9",
        "198.51.100.1,192.0.2.9:4711 | 10.0.0.1 | 192.0.2.9",
        "2001:db8::7 | 10.0.0.1 | 2001:db8:0:0:0:0:0:7",
        "[2001:DB8::7]:443 | 10.0.0.1 | 2001:db8:0:0:0:0:0:7",
        "192.0.2.9 | [fd00:0:0:0:0:0:0:1] | 192.0.2.9",
        "::ffff:192.0.2.9 | 10.0.0.1 | 192.0.2.9"
      })
  void theLastThatIsNoTrustedProxyIsWhereItComesFrom(String header, String peer, String origin) {
    assertThat(PROXIES.origin(peer, List.of(header))).isEqualTo(origin);
  }

  @Test
  void linesOfTheHeaderAreOneList() {
    assertThat(PROXIES.origin("10.0.0.1", List.of("198.51.100.1", "192.0.2.9, 10.0.0.2")))
        .isEqualTo("192.0.2.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "10.0.0.2", "10.0.0.1, 198.51.100.1", "x", ""})
  void theHeaderOfAStrangerIsNeverLookedAt(String header) {
    assertThat(PROXIES.origin("192.0.2.9", List.of(header))).isEqualTo("192.0.2.9");
    assertThat(Proxies.NONE.origin("10.0.0.1", List.of(header))).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "_hidden",
        "example.org",
        "192.0.2.9, localhost",
        "192.0.2.9, 999.0.0.1",
        "192.0.2.9, 010.0.0.1",
        "192.0.2.9, 3221225993",
        "192.0.2.9, 1:2",
        "192.0.2.9, [1:2]",
        "192.0.2.9,",
        ""
      })
  void whatCannotBeReadCountsAsTheProxy(String header) {
    assertThat(PROXIES.origin("10.0.0.1", List.of(header))).isEqualTo("10.0.0.1");
  }

  @Test
  void aRequestOfAProxyItselfComesFromThatProxy() {
    assertThat(PROXIES.origin("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    assertThat(PROXIES.origin("10.0.0.1", List.of("10.0.0.2"))).isEqualTo("10.0.0.2");
  }

  @Test
  void namesAreNoAddressesOfProxies() {
    assertThat(Proxies.isAddress("10.0.0.1")).isTrue();
    assertThat(Proxies.isAddress("fd00::1")).isTrue();
    assertThat(Proxies.isAddress("proxy.example.org")).isFalse();
    assertThat(Proxies.isAddress("10.0.0.0/8")).isFalse();
    assertThatThrownBy(() -> new Proxies(List.of("localhost")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
