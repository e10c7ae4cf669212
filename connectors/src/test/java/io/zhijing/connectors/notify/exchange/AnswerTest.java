package io.zhijing.connectors.notify.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  private static final Instant NOW = Instant.parse("2020-01-15T01:30:00Z");
  private static final RobotReply ROBOT =
      new RobotReply(
          "errcode",
          "errmsg",
          Set.of(45009),
          Set.of(-1),
          Map.of(93000, RejectReason.NO_SUCH_TARGET));

  private static Answer.Replied replied(int status, String body) {
    return new Answer.Replied(
        status, Optional.of(Duration.ofSeconds(7)), new BoundedBody.Received(body, true));
  }

  private static Outcome outcome(int status) {
    return replied(status, "no").outcome(List.of(), ok -> new Delivered("r"));
  }

  @ParameterizedTest
  @CsvSource({
    "301,REDIRECTED",
    "302,REDIRECTED",
    "307,REDIRECTED",
    "400,CONTENT_REFUSED",
    "401,UNAUTHORIZED",
    "403,UNAUTHORIZED",
    "404,NO_SUCH_TARGET",
    "410,NO_SUCH_TARGET",
    "413,CONTENT_REFUSED",
    "422,CONTENT_REFUSED",
    "405,REFUSED",
    "418,REFUSED",
    "304,REFUSED"
  })
  void statusThatIsFinal(int status, RejectReason reason) {
    assertThat(outcome(status)).isEqualTo(new Rejected(reason, "HTTP " + status + " no"));
  }

  @ParameterizedTest
  @CsvSource({
    "429,RATE_LIMITED",
    "408,PEER_UNAVAILABLE",
    "425,PEER_UNAVAILABLE",
    "500,PEER_UNAVAILABLE",
    "502,PEER_UNAVAILABLE",
    "503,PEER_UNAVAILABLE",
    "599,PEER_UNAVAILABLE"
  })
  void statusThatPasses(int status, RetryReason reason) {
    assertThat(outcome(status))
        .isEqualTo(new Retryable(reason, "HTTP " + status + " no", Duration.ofSeconds(7)));
  }

  @Test
  void statusThatIsSuccess() {
    assertThat(outcome(200)).isEqualTo(new Delivered("r"));
    assertThat(outcome(202)).isEqualTo(new Delivered("r"));
  }

  @ParameterizedTest
  @CsvSource({
    "0,",
    "'-5',",
    "'soon',",
    "'',",
    "120,120",
    "99999999,86400",
    "'Wed, 15 Jan 2020 01:31:00 GMT',60",
    "'Wed, 15 Jan 2020 01:00:00 GMT',0"
  })
  void retryAfterIsSecondsOrADate(String header, Long seconds) {
    Optional<Duration> wait = RetryAfter.of(header, NOW);
    if (header.equals("0")) {
      assertThat(wait).contains(Duration.ZERO);
    } else if (seconds == null) {
      assertThat(wait).isEmpty();
    } else {
      assertThat(wait).contains(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void robotsSayItInTheBody() {
    assertThat(robot(200, "{\"errcode\":0,\"errmsg\":\"ok\"}")).isEqualTo(new Delivered("r"));
    assertThat(robot(200, "{\"errcode\":45009,\"errmsg\":\"freq\"}"))
        .isEqualTo(
            new Retryable(RetryReason.RATE_LIMITED, "errcode 45009 freq", Duration.ofSeconds(7)));
    assertThat(robot(200, "{\"errcode\":-1}"))
        .isInstanceOfSatisfying(
            Retryable.class, r -> assertThat(r.reason()).isEqualTo(RetryReason.PEER_UNAVAILABLE));
    assertThat(robot(200, "{\"errcode\":93000,\"errmsg\":\"invalid key=tok en\"}"))
        .isEqualTo(new Rejected(RejectReason.NO_SUCH_TARGET, "errcode 93000 invalid key=***"));
    assertThat(robot(200, "{\"errcode\":777}"))
        .isEqualTo(new Rejected(RejectReason.REFUSED, "errcode 777"));
    assertThat(robot(400, "{\"errcode\":93000}"))
        .isEqualTo(new Rejected(RejectReason.NO_SUCH_TARGET, "errcode 93000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>login</html>",
        "[]",
        "0",
        "null",
        "{\"errcode\":\"0\"}",
        "{\"errmsg\":\"ok\"}",
        "{\"errcode\":0",
        "{\"errcode\":0}{\"errcode\":1}",
        "{\"errcode\":0.5}"
      })
  void garbageIsRetried(String body) {
    assertThat(robot(200, body))
        .isInstanceOfSatisfying(
            Retryable.class, r -> assertThat(r.reason()).isEqualTo(RetryReason.GARBLED_ANSWER));
  }

  @Test
  void halfAnAnswerIsNoAnswer() {
    Answer cut =
        new Answer.Replied(
            200, Optional.empty(), new BoundedBody.Received("{\"errcode\":0}", false));
    assertThat(ROBOT.outcome(cut, "r", List.of()))
        .isInstanceOfSatisfying(
            Retryable.class, r -> assertThat(r.reason()).isEqualTo(RetryReason.GARBLED_ANSWER));
  }

  @Test
  void detailsAreOneShortLineWithoutSecrets() {
    String told = "bad\r\nsign iK9e+/= and iK9e%2B%2F%3D of 13800000000 " + "界".repeat(300);
    String detail = Detail.of(told, List.of("iK9e+/=", "13800000000", ""));
    assertThat(detail).startsWith("bad sign *** and *** of *** 界").endsWith("界…");
    assertThat(detail.codePointCount(0, detail.length())).isEqualTo(201);
  }

  private static Outcome robot(int status, String body) {
    return ROBOT.outcome(replied(status, body), "r", List.of("tok en"));
  }
}
