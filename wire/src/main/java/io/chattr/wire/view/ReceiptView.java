package io.chattr.wire.view;

import io.chattr.application.message.ViewMessages.Receipt;

/** How far a message has come with one member: {@code sent}, {@code delivered} or {@code read}. */
public record ReceiptView(String userId, String status) {

  public static ReceiptView of(Receipt receipt) {
    return new ReceiptView(receipt.user().value(), Words.of(receipt.state()));
  }
}
