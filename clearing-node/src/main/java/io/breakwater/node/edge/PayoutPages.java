package io.breakwater.node.edge;

import io.breakwater.protocol.treasury.v1.ListPayoutsRequest;
import io.breakwater.protocol.treasury.v1.ListPayoutsResponse;
import io.breakwater.protocol.treasury.v1.Payout;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.payouts.PayoutsInput;
import io.breakwater.waterfall.payouts.PayoutsReply;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists payouts bucket by bucket. A page ends where it is full or where so many buckets have been asked. */
final class PayoutPages {

    private static final int BUCKETS_OF_A_PAGE = 64;
    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,18})");

    private final Entities entities;

    PayoutPages(Entities entities) {
        this.entities = entities;
    }

    /** Where a page begins: the bucket, and the number after which its payouts follow. */
    private record Place(int bucket, long after) {
        @Override
        public String toString() {
            return bucket + "." + after;
        }
    }

    CompletionStage<ListPayoutsResponse> list(Caller caller, ListPayoutsRequest request) {
        if (request.getPageSize() < 0 || request.getPageSize() > PayoutsInput.ListPayouts.PAGE) {
            throw ApiError.BATCH_SIZE.with("page_size must be 0 to " + PayoutsInput.ListPayouts.PAGE);
        }
        int size = request.getPageSize() == 0 ? PayoutsInput.ListPayouts.PAGE : request.getPageSize();
        Optional<EntityId> account = request.getAccount().isEmpty()
                ? Optional.empty()
                : Optional.of(Fields.account("account", request.getAccount()));
        int first = account.map(Buckets::numberOf).orElse(0);
        int last = account.map(Buckets::numberOf).orElse(Buckets.COUNT - 1);
        Place from = request.getPageToken().isEmpty() ? new Place(first, 0) : place(request.getPageToken());
        if (from.bucket() < first || from.bucket() > last) {
            throw malformed();
        }
        Page page = new Page(caller, account, last, size, ListPayoutsResponse.newBuilder());
        return page.fill(from, BUCKETS_OF_A_PAGE);
    }

    private static Place place(String token) {
        Matcher form = TOKEN.matcher(token);
        if (!form.matches()) {
            throw malformed();
        }
        return new Place(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)));
    }

    private static RuntimeException malformed() {
        return ApiError.PAGE_TOKEN_MALFORMED.with("page_token must be one that was answered", Fields.at("page_token"));
    }

    /** A page that is being filled. */
    private final class Page {
        private final Caller caller;
        private final Optional<EntityId> account;
        private final int lastBucket;
        private final int size;
        private final ListPayoutsResponse.Builder response;

        Page(
                Caller caller,
                Optional<EntityId> account,
                int lastBucket,
                int size,
                ListPayoutsResponse.Builder response) {
            this.caller = caller;
            this.account = account;
            this.lastBucket = lastBucket;
            this.size = size;
            this.response = response;
        }

        CompletionStage<ListPayoutsResponse> fill(Place from, int buckets) {
            if (from.bucket() > lastBucket) {
                return CompletableFuture.completedFuture(response.build());
            }
            if (buckets == 0 || response.getPayoutsCount() == size) {
                return CompletableFuture.completedFuture(
                        response.setNextPageToken(from.toString()).build());
            }
            EntityId payouts = EntityId.of(EntityKind.PAYOUTS, Integer.toString(from.bucket()));
            PayoutsInput ask = new PayoutsInput.ListPayouts(from.after(), size - response.getPayoutsCount());
            return entities.ask(caller, payouts, ask, "list").thenCompose(reply -> fill(add(from, reply), buckets - 1));
        }

        private Place add(Place from, Message reply) {
            if (!(reply instanceof PayoutsReply.Page page)) {
                throw new IllegalStateException("payouts answered " + reply);
            }
            long last = from.after();
            for (var payout : page.payouts()) {
                last = payout.id().number();
                if (account.filter(wanted -> !wanted.equals(payout.account())).isEmpty()) {
                    response.addPayouts(Payout.newBuilder()
                            .setPayout(payout.id().toString())
                            .setAccount(payout.account().key())
                            .setMember(payout.member())
                            .setAmount(Fields.amount(payout.amount())));
                }
            }
            return page.more() ? new Place(from.bucket(), last) : new Place(from.bucket() + 1, 0);
        }
    }
}
