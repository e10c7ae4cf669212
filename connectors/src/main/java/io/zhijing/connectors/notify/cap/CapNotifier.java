package io.zhijing.connectors.notify.cap;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.exchange.BoundedCall;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.settings.CapSettings;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Publishes CAP documents to a server or into a directory. One document tells of one warning, so
 * digests are not carried. A repeat has the same identifier and the same bytes: in a directory it
 * replaces its like, and a server knows it by the identifier.
 */
public final class CapNotifier implements Notifier {

  private final CapSettings settings;
  private final HttpPost http;

  /** A publisher. */
  public CapNotifier(CapSettings settings, InstantSource time) {
    this.settings = settings;
    this.http = new HttpPost(settings.limits(), time);
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Receiver)) {
      return new Rejected(RejectReason.BAD_ADDRESS, "CAP serves a receiver");
    }
    if (!(notification.content() instanceof Notification.Immediate immediate)) {
      return new Rejected(RejectReason.NOT_CARRIED, "CAP carries no digest");
    }
    Notice notice = immediate.notice();
    if (notice.step().isEnd() && CapDocument.references(notification).isEmpty()) {
      return new Rejected(RejectReason.NOTHING_TO_END, "a Cancel refers to earlier documents");
    }
    CapDocument document = CapDocument.of(settings, notification, notice);
    if (settings.target() instanceof CapSettings.Post post) {
      return post(post, notification, document);
    } else if (settings.target() instanceof CapSettings.Directory directory) {
      return store(directory, notification, document);
    }
    throw new IllegalStateException("a target is a server or a directory");
  }

  private Outcome post(CapSettings.Post post, Notification notification, CapDocument document) {
    HttpPost.Request request =
        new HttpPost.Request(
            post.endpoint(),
            Map.of(
                "Content-Type",
                "application/cap+xml; charset=utf-8",
                JsonPosts.DELIVERY_ID,
                notification.id().text()),
            document.xml());
    if (post.authorization().isPresent()) {
      request = request.with("Authorization", post.authorization().reveal());
    }
    return http.send(request)
        .outcome(
            List.of(post.authorization().reveal()), replied -> new Delivered(document.reference()));
  }

  private Outcome store(
      CapSettings.Directory directory, Notification notification, CapDocument document) {
    try {
      boolean isStored =
          BoundedCall.run(
              () -> CapFile.write(Path.of(directory.path()), notification.id(), document),
              settings.limits().exchange(),
              () -> {});
      return isStored
          ? new Delivered(document.reference())
          : new Rejected(
              RejectReason.REFUSED,
              "the directory has a document of something else as " + document.identifier());
    } catch (TimeoutException e) {
      return new Retryable(RetryReason.TIMED_OUT, "the file was not written in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Retryable(RetryReason.INTERRUPTED, "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException || e.getCause() instanceof InvalidPathException) {
        return new Retryable(RetryReason.STORAGE_FAILED, e.getCause().getClass().getSimpleName());
      }
      throw new IllegalStateException("a document could not be stored", e.getCause());
    }
  }
}
