select ordered_on, sum(net) as net from {{ ref('net_orders') }} group by ordered_on
