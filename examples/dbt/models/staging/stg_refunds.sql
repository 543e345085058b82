select order_id, pence as refunded from {{ source('till', 'raw_refunds') }}
