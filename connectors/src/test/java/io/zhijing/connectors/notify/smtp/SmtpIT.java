package io.zhijing.connectors.notify.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.exchange.RudePeer;
import io.zhijing.connectors.notify.exchange.RudePeer.Manner;
import io.zhijing.connectors.notify.exchange.TestIdentity;
import io.zhijing.connectors.notify.settings.SmtpSettings;
import io.zhijing.connectors.notify.settings.SmtpSettings.Encryption;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Transition;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mails against a real SMTP server, in clear and encrypted, willing and not, and rude ones. */
@Timeout(60)
class SmtpIT {

  private static final TimeLimits SHORT =
      new TimeLimits(Duration.ofMillis(1500), Duration.ofMillis(1500));
  private static final TimeLimits LONG = TimeLimits.standard();
  private static final Delivered DELIVERED = new Delivered("<d-0001@quality.example>");

  @TempDir static Path folder;
  private static SSLContext localhost;
  private static SSLContext stranger;

  @BeforeAll
  static void identities() throws IOException, InterruptedException, GeneralSecurityException {
    localhost = TestIdentity.of("localhost", folder);
    stranger = TestIdentity.of("mail.example", folder);
  }

  private static SmtpSettings plain(int port, TimeLimits limits) {
    return new SmtpSettings(
        "localhost", port, Encryption.NONE, "", Secret.none(), "q@quality.example", limits);
  }

  private static SmtpSettings guarded(int port, Encryption encryption, String password) {
    return new SmtpSettings(
        "localhost", port, encryption, "user", Secret.of(password), "q@quality.example", LONG);
  }

  private static Notification to(String mailbox) {
    return Samples.immediate(Samples.raised(), new Address.Mailbox(mailbox), Language.ZH);
  }

  private static Outcome send(SmtpSettings settings, String mailbox) {
    return new SmtpNotifier(settings).send(to(mailbox));
  }

  private static Outcome trusting(SSLContext trust, SmtpSettings settings) {
    SSLSocketFactory sockets = trust.getSocketFactory();
    return new SmtpNotifier(settings, sockets).send(to("officer@league.example"));
  }

  private static void expect(Outcome outcome, RetryReason reason) {
    assertThat(outcome)
        .asInstanceOf(type(Retryable.class))
        .satisfies(each -> assertThat(each.reason()).as(each.detail()).isEqualTo(reason));
  }

  private static void expect(Outcome outcome, RejectReason reason) {
    assertThat(outcome)
        .asInstanceOf(type(Rejected.class))
        .satisfies(each -> assertThat(each.reason()).as(each.detail()).isEqualTo(reason));
  }

  @Test
  void aMailHasBothFormsAndAStableId() throws Exception {
    try (MailServer server = MailServer.plain()) {
      SmtpNotifier notifier = new SmtpNotifier(plain(server.port(), LONG));
      assertThat(notifier.send(to("officer@league.example"))).isEqualTo(DELIVERED);
      assertThat(notifier.send(to("officer@league.example"))).isEqualTo(DELIVERED);
      List<MimeMessage> mails = server.received();
      assertThat(mails).hasSize(2);
      for (MimeMessage mail : mails) {
        assertThat(mail.getMessageID()).isEqualTo("<d-0001@quality.example>");
        assertThat(mail.getHeader("Subject")[0]).startsWith("=?UTF-8?").isASCII();
        assertThat(mail.getSubject()).isEqualTo("发布橙色预警：鄂尔多斯市 农用地膜");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(Samples.now());
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).containsIgnoringCase("utf-8");
        assertThat((String) parts.getBodyPart(0).getContent()).contains("组织专项抽查");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("；处置方案：组织专项抽查</td>");
      }
    }
  }

  @Test
  void laterMailsThreadBelowTheEarlier() throws Exception {
    try (MailServer server = MailServer.plain()) {
      Notification later =
          Samples.after(
              Samples.closed(),
              new Address.Mailbox("officer@league.example"),
              List.of("<d-0000@quality.example>", "<x@y>\r\nBcc: all@league.example"));
      assertThat(new SmtpNotifier(plain(server.port(), LONG)).send(later)).isEqualTo(DELIVERED);
      MimeMessage mail = server.received().get(0);
      assertThat(mail.getHeader("In-Reply-To")).containsExactly("<d-0000@quality.example>");
      assertThat(mail.getHeader("References")).containsExactly("<d-0000@quality.example>");
      assertThat(mail.getHeader("Bcc")).isNull();
    }
  }

  @Test
  void noWordMakesAHeader() throws Exception {
    try (MailServer server = MailServer.plain()) {
      Notice evil =
          Samples.notice(
              "w",
              new Notice.Step(Transition.Action.RAISED, RiskLevel.NONE, RiskLevel.RED),
              Phrase.of("x\r\nBcc: all@league.example", "x\r\nBcc: all@league.example"),
              Phrase.of("y\r\n\r\n<script>", "y"));
      Notification mail =
          Samples.immediate(evil, new Address.Mailbox("officer@league.example"), Language.ZH);
      assertThat(new SmtpNotifier(plain(server.port(), LONG)).send(mail)).isEqualTo(DELIVERED);
      MimeMessage received = server.received().get(0);
      assertThat(received.getHeader("Bcc")).isNull();
      assertThat(received.getSubject()).contains("x Bcc: all@league.example");
      for (String mailbox :
          List.of(
              "a@b.example\r\nBcc: c@d.example",
              "a@b.example, c@d.example",
              "A <a@b>",
              "a",
              "a..b@c.example",
              ".a@c.example")) {
        expect(send(plain(server.port(), LONG), mailbox), RejectReason.BAD_ADDRESS);
      }
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void startTlsAndTlsSignIn() throws Exception {
    try (MailServer server = MailServer.guarded(localhost)) {
      SmtpSettings settings = guarded(server.port(), Encryption.STARTTLS, "pass");
      assertThat(trusting(localhost, settings)).isEqualTo(DELIVERED);
      Outcome wrong =
          trusting(localhost, guarded(server.port(), Encryption.STARTTLS, "wrong-pass"));
      expect(wrong, RejectReason.UNAUTHORIZED);
      assertThat(wrong.toString()).doesNotContain("wrong-pass");
      assertThat(server.received()).hasSize(1);
    }
    try (MailServer server = MailServer.encrypted(localhost)) {
      SmtpSettings settings =
          new SmtpSettings(
              "localhost",
              server.port(),
              Encryption.TLS,
              "",
              Secret.none(),
              "q@quality.example",
              LONG);
      assertThat(trusting(localhost, settings)).isEqualTo(DELIVERED);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aServerThatCannotProveWhoItIsGetsNothing() throws Exception {
    try (MailServer server = MailServer.guarded(localhost)) {
      SmtpSettings settings = guarded(server.port(), Encryption.STARTTLS, "pass");
      expect(new SmtpNotifier(settings).send(to("o@l.example")), RejectReason.UNTRUSTED_PEER);
      assertThat(server.received()).isEmpty();
    }
    try (MailServer server = MailServer.guarded(stranger)) {
      SmtpSettings settings = guarded(server.port(), Encryption.STARTTLS, "pass");
      expect(trusting(stranger, settings), RejectReason.UNTRUSTED_PEER);
      assertThat(server.received()).isEmpty();
    }
    try (MailServer server = MailServer.plain()) {
      SmtpSettings settings = guarded(server.port(), Encryption.STARTTLS, "pass");
      expect(trusting(localhost, settings), RejectReason.UNTRUSTED_PEER);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void fourIsForLaterAndFiveForNever() throws Exception {
    try (MailServer server = MailServer.plain()) {
      SmtpSettings settings = plain(server.port(), LONG);
      Outcome unknown = send(settings, "unknown@league.example");
      expect(unknown, RejectReason.BAD_ADDRESS);
      assertThat(unknown.toString()).contains("no such user").doesNotContain("unknown@league");
      Outcome later = send(settings, "greylisted@league.example");
      expect(later, RetryReason.PEER_UNAVAILABLE);
      assertThat(later.toString()).contains("450").doesNotContain("greylisted@league");
      expect(send(settings, "full@league.example"), RetryReason.PEER_UNAVAILABLE);
      expect(send(settings, "picky@league.example"), RejectReason.CONTENT_REFUSED);
      SmtpSettings banned =
          new SmtpSettings(
              "localhost",
              server.port(),
              Encryption.NONE,
              "",
              Secret.none(),
              "banned@quality.example",
              LONG);
      expect(send(banned, "officer@league.example"), RejectReason.UNAUTHORIZED);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void rudePeersAreLeftInTime() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    expect(send(plain(free, LONG), "officer@league.example"), RetryReason.CONNECT_FAILED);
    try (RudePeer silent = new RudePeer(Manner.SILENT, "")) {
      expect(timed(silent.port()), RetryReason.TIMED_OUT);
      Awaitility.await().until(silent::isLeftAlone);
    }
    try (RudePeer dripping = new RudePeer(Manner.DRIPS, "220-wait\r\n")) {
      expect(timed(dripping.port()), RetryReason.TIMED_OUT);
      Awaitility.await().until(dripping::isLeftAlone);
    }
  }

  private static Outcome timed(int port) {
    long start = System.nanoTime();
    Outcome outcome = send(plain(port, SHORT), "officer@league.example");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    return outcome;
  }
}
