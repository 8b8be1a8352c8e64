"""What people are told of each field: tables of whole sentences. How they are chosen and filled is `koban.plan.words`'s."""
