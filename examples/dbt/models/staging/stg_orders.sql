select id as order_id, customer as customer_id, tea, ordered_on, pence from {{ ref('raw_orders') }}
