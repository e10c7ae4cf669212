package io.zhijing.connectors.notify.exchange;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Keeps the first bytes of an answer and hangs up on the rest. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Received> {

  private final int maxBytes;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<Received> received = new CompletableFuture<>();
  private Flow.Subscription subscription;

  BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * What was kept.
   *
   * @param text as UTF-8
   * @param isWhole whether that is all
   */
  record Received(String text, boolean isWhole) {}

  @Override
  public CompletionStage<Received> getBody() {
    return received;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[Math.min(buffer.remaining(), maxBytes - kept.size())];
      boolean isMore = buffer.remaining() > bytes.length;
      buffer.get(bytes);
      kept.write(bytes, 0, bytes.length);
      if (isMore) {
        complete(false);
        subscription.cancel();
        return;
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    received.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    complete(true);
  }

  private void complete(boolean isWhole) {
    received.complete(new Received(kept.toString(StandardCharsets.UTF_8), isWhole));
  }
}
