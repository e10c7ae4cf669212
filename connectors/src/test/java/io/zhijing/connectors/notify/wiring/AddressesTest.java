package io.zhijing.connectors.notify.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.settings.SmtpSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private static final SmtpSettings MAIL =
      new SmtpSettings(
          "mail.example",
          587,
          SmtpSettings.Encryption.STARTTLS,
          "u",
          Secret.of("k"),
          "q@x.example",
          TimeLimits.standard());

  @ParameterizedTest
  @ValueSource(strings = {"li@league.example", "li.wang+food@sub.league.example", "a_b-c@d"})
  void aMailboxIsOne(String text) {
    assertThat(Addresses.of(MAIL, text)).contains(new Address.Mailbox(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "li",
        "li@",
        "@league.example",
        "li..wang@league.example",
        ".li@league.example",
        "li.@league.example",
        "li@league..example",
        "li wang@league.example",
        "li@league.example, wang@league.example"
      })
  void whatNoServerTakesIsNone(String text) {
    assertThat(Addresses.of(MAIL, text)).isEmpty();
  }
}
