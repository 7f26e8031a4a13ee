package io.chattr.domain.event;

/**
 * A fact that clients can see, published after its commit.
 *
 * <p>Carries what became true, never a difference: hearing it twice does no harm. Read back from
 * the log it carries what is true by then.
 */
public sealed interface DomainEvent permits ConversationEvent, UserEvent {}
