package io.zhijing.connectors.notify.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** What came of posting. */
public sealed interface Answer {

  /** What the status, or the lack of one, says; {@code onSuccess} judges an answer of 2xx. */
  Outcome outcome(Collection<String> hidden, Function<Replied, Outcome> onSuccess);

  /**
   * There was no answer.
   *
   * @param outcome retryable or rejected
   */
  record Failed(Outcome outcome) implements Answer {
    @Override
    public Outcome outcome(Collection<String> hidden, Function<Replied, Outcome> onSuccess) {
      return outcome;
    }
  }

  /**
   * There was an answer.
   *
   * @param status HTTP status
   * @param retryAfter how long the peer asked to be left alone
   * @param body what it said
   */
  record Replied(int status, Optional<Duration> retryAfter, BoundedBody.Received body)
      implements Answer {

    private static final ObjectMapper MAPPER =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The answer as a JSON object; empty if it is not one, or not a whole one. */
    public Optional<JsonNode> json() {
      if (!body.isWhole()) {
        return Optional.empty();
      }
      try {
        return Optional.ofNullable(MAPPER.readTree(body.text())).filter(JsonNode::isObject);
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }

    /** The outcome when the peer asks for fewer messages, or is busy. */
    public Outcome retryable(RetryReason reason, String detail) {
      return new Retryable(reason, detail, retryAfter.orElse(null));
    }

    @Override
    public Outcome outcome(Collection<String> hidden, Function<Replied, Outcome> onSuccess) {
      if (status >= 200 && status < 300) {
        return onSuccess.apply(this);
      }
      String detail = Detail.of("HTTP " + status + " " + body.text(), hidden);
      if (status == 429) {
        return retryable(RetryReason.RATE_LIMITED, detail);
      }
      if (status == 408 || status == 425 || status >= 500) {
        return retryable(RetryReason.PEER_UNAVAILABLE, detail);
      }
      return new Rejected(rejection(status), detail);
    }

    private static RejectReason rejection(int status) {
      return switch (status) {
        case 301, 302, 303, 307, 308 -> RejectReason.REDIRECTED;
        case 401, 403, 407 -> RejectReason.UNAUTHORIZED;
        case 404, 410 -> RejectReason.NO_SUCH_TARGET;
        case 400, 406, 409, 413, 414, 415, 422, 431 -> RejectReason.CONTENT_REFUSED;
        default -> RejectReason.REFUSED;
      };
    }
  }
}
