{{ config(materialized='ephemeral') }}
select o.order_id, o.customer_id, o.ordered_on, o.pence - coalesce(r.refunded, 0) as net
from {{ ref('stg_orders') }} o left join {{ ref('stg_refunds') }} r on r.order_id = o.order_id
