package io.zhijing.connectors.notify.smtp;

import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.exchange.Detail;
import io.zhijing.connectors.notify.exchange.HttpPost;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/** What a failed SMTP dialogue means: 4yz is for later, 5yz for never (RFC 5321, 4.2.1). */
final class SmtpFailure {

  private static final Pattern GREETING = Pattern.compile("response: (-?\\d+)");
  private static final Pattern REPLY = Pattern.compile("^(\\d{3})[ -]");

  private SmtpFailure() {}

  static Outcome outcome(MessagingException failure, Collection<String> hidden) {
    String detail = Detail.of(String.valueOf(failure.getMessage()), hidden);
    if (HttpPost.isDistrust(failure) || detail.contains("STARTTLS is required")) {
      return new Rejected(RejectReason.UNTRUSTED_PEER, detail);
    }
    if (failure instanceof AuthenticationFailedException) {
      return code(detail, REPLY) / 100 == 4
          ? new Retryable(RetryReason.PEER_UNAVAILABLE, detail)
          : new Rejected(RejectReason.UNAUTHORIZED, detail);
    }
    Outcome told = ofReply(failure, hidden);
    return told != null ? told : ofConnection(failure, detail);
  }

  /** The chain of exceptions has one for the message and one for each recipient. */
  private static Outcome ofReply(MessagingException failure, Collection<String> hidden) {
    Outcome told = null;
    Exception each = failure;
    for (int depth = 0; each != null && depth < 10; depth++) {
      String detail = Detail.of(String.valueOf(each.getMessage()), hidden);
      if (each instanceof SMTPAddressFailedException address) {
        return ofCode(address.getReturnCode(), RejectReason.BAD_ADDRESS, detail);
      }
      if (each instanceof SMTPSenderFailedException sender) {
        told = ofCode(sender.getReturnCode(), RejectReason.UNAUTHORIZED, detail);
      } else if (each instanceof SMTPSendFailedException send) {
        told = ofCode(send.getReturnCode(), ofContent(send.getReturnCode()), detail);
      }
      each = each instanceof MessagingException chained ? chained.getNextException() : null;
    }
    return told;
  }

  private static Outcome ofConnection(MessagingException failure, String detail) {
    Throwable root = root(failure);
    if (root instanceof SocketTimeoutException && !(failure instanceof MailConnectException)) {
      return new Retryable(RetryReason.TIMED_OUT, "no answer in time");
    }
    if (failure instanceof MailConnectException
        || root instanceof ConnectException
        || root instanceof UnknownHostException) {
      return new Retryable(
          RetryReason.CONNECT_FAILED, "refused, unreachable, unknown host or not in time");
    }
    int greeting = code(detail, GREETING);
    if (greeting >= 400) {
      return ofCode(greeting, RejectReason.REFUSED, detail);
    }
    return greeting == -1
        ? new Retryable(RetryReason.GARBLED_ANSWER, "the greeting is not SMTP")
        : new Retryable(RetryReason.CONNECTION_LOST, detail);
  }

  private static Outcome ofCode(int code, RejectReason permanent, String detail) {
    if (code / 100 == 5) {
      return new Rejected(permanent, detail);
    }
    return code / 100 == 4
        ? new Retryable(RetryReason.PEER_UNAVAILABLE, detail)
        : new Retryable(RetryReason.CONNECTION_LOST, detail);
  }

  private static RejectReason ofContent(int code) {
    return switch (code) {
      case 530, 534, 535, 538 -> RejectReason.UNAUTHORIZED;
      case 552, 554, 555 -> RejectReason.CONTENT_REFUSED;
      default -> RejectReason.REFUSED;
    };
  }

  /** 0 if there is none. */
  private static int code(String detail, Pattern pattern) {
    Matcher matcher = pattern.matcher(detail);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
