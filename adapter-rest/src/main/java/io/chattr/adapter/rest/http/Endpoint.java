package io.chattr.adapter.rest.http;

/** What is done for a call. Runs on a worker thread and may block; refuses by throwing. */
@FunctionalInterface
public interface Endpoint {
  Reply answer(Call call);
}
